run.job "Plurals" {
  main = {
    name: "plural"
    input: { locale: "en", key: "files", counts: [0, 1, 2] }
  }
}
