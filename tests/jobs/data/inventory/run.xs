run.job "Inventory" {
  main = {
    name: "inventory/apply"
    input: {
      stock: { bolt: { quantity: 100, minimum: 20 }, nut: { quantity: 5, minimum: 10 } }
      movements: [
        { item: "bolt", kind: "out", quantity: 85 }
        { item: "nut", kind: "in", quantity: 50 }
        { item: "gear", kind: "in", quantity: 1 }
        { item: "nut", kind: "out", quantity: 60 }
      ]
    }
  }
}
