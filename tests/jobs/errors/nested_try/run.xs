run.job "First that works" {
  main = {
    name: "first_that_works"
    input: { ways: ["divide", "missing", "decode", "good"], value: "12" }
  }
}
