run.job "Describe numbers" {
  main = { name: "describe", input: { numbers: [2, 4, 4, 4, 5, 5, 7, 9] } }
}
