run.job "Clean up records" {
  main = {
    name: "clean_up"
    input: {
      records: [
        { name: "  Ada ", phone: "(030) 12-34", tags: ["a", "", null, "b"], note: "" }
        { name: "", phone: null, tags: [] }
        { name: "bob", phone: "+49 30 5", tags: null, score: 0, extra: {} }
      ]
    }
  }
}
