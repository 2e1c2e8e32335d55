run.job "Read by paths" {
  main = {
    name: "json_path"
    input: {
      data: {
        store: {
          books: [
            { title: "Emma", price: 8, tags: ["a"] }
            { title: "Ulysses", price: 12.5 }
          ]
          "opening hours": { mon: "9-5" }
        }
      }
      paths: ["$.store.books[*].title", "$.store.books[-1].price", "$..price", "$.store['opening hours'].mon", "$.nothing.here"]
    }
  }
}
