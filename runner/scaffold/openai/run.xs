// Asks a chat model of OpenAI one question.
run.job "@TITLE@" {
  main = {
    name : "@NAME@"
    input: {prompt: "Explain XanoScript in one sentence."}
  }

  env = ["OPENAI_API_KEY"]
}
