run.job "Merge settings" {
  main = {
    name: "deep_merge"
    input: {
      layers: [
        { server: { port: 80, hosts: ["a"] }, debug: false }
        { server: { port: 8080, tls: { on: true } } }
        { server: { hosts: ["b", "c"], tls: { cert: "x.pem" } }, debug: true }
      ]
    }
  }
}
