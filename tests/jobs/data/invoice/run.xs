// Money is counted in cents until it is shown.
run.job "Invoice" {
  main = {
    name: "invoice"
    input: {
      customer: { name: "Ada Lovelace", country: "DE" }
      lines: [
        { text: "Punched cards", quantity: 3, price: 19.99 }
        { text: "Brass gears", quantity: 1, price: 250, discount: 10 }
        { text: "Oil", quantity: 2.5, price: 0.99, reduced: true }
      ]
    }
  }
}
