run.job "Deliver a webhook" {
  main = {
    name: "webhook/deliver"
    input: {
      url: "https://hooks.test/orders"
      event: { type: "order.paid", id: 17, items: [{ sku: "A/1", price: 9.5 }] }
    }
  }

  env = ["webhook_secret"]
}
