run.job "Autocomplete" {
  main = {
    name: "autocomplete"
    input: {
      words: ["car", "card", "care", "cat", "dog", "do"]
      prefix: "car"
    }
  }
}
