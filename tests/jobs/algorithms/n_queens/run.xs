run.job "Queens" {
  main = { name: "queens", input: { size: 6 } }
}
