run.job "Report by client credentials" {
  main = { name: "report", input: { year: 2026 } }
  env = ["OAUTH_URL", "API_URL", "client_id", "client_secret"]
}
