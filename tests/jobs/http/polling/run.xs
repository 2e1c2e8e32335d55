run.job "Export -> wait until it is done" {
  main = {
    name: "Export -> wait"
    input: { export_id: "ex_1" }
  }

  env = ["export_api", "export_key"]
}
