run.job "Events since" {
  main = { name: "events", input: { since: "2026-01-01", limit: 2 } }
  env = ["events_url"]
}
