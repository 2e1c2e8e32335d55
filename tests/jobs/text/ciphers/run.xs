run.job "Ciphers" {
  main = { name: "cipher", input: { kind: "caesar", text: "Hello, World!", key: "3" } }
}
