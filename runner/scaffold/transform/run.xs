// Sums up orders by customer.
run.job "@TITLE@" {
  main = {
    name : "@NAME@"
    input: {
      minimum: 10
      orders : [
        {customer: "Ada", amount: 30.5}
        {customer: "Bob", amount: 8}
        {customer: "Ada", amount: 9.5}
      ]
    }
  }
}
