run.job "Rethrow" {
  main = { name: "outer", input: { how: "same" } }
}
