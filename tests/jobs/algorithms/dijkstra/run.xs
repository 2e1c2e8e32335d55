run.job "Shortest route" {
  main = {
    name: "routes/shortest"
    input: {
      from: "A"
      to: "E"
      roads: [
        ["A", "B", 4], ["A", "C", 1], ["C", "B", 2]
        ["B", "D", 1], ["C", "D", 5], ["D", "E", 3]
      ]
    }
  }
}
