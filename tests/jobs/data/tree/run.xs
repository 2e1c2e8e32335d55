run.job "Trees" {
  main = {
    name: "tree"
    input: {
      rows: [
        { id: 4, parent: 2, name: "Phones" }
        { id: 1, parent: null, name: "All" }
        { id: 2, parent: 1, name: "Electronics" }
        { id: 3, parent: 1, name: "Books" }
        { id: 5, parent: 99, name: "Lost" }
      ]
    }
  }
}
