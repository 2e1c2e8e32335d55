run.job "Send with backoff" {
  main = {
    name: "send_with_backoff"
    input: { url: "https://api.test/messages", message: { text: "hi" }, max_tries: 4 }
  }
}
