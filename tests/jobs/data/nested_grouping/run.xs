run.job "Group on several levels" {
  main = {
    name: "group_nested"
    input: {
      rows: [
        { country: "DE", city: "Berlin", sales: 10 }
        { country: "DE", city: "Bonn", sales: 5 }
        { country: "FR", city: "Paris", sales: 7 }
        { country: "DE", city: "Berlin", sales: 1 }
      ]
      by: ["country", "city"]
      sum: "sales"
    }
  }
}
