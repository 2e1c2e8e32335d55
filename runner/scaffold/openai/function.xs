// One question, one answer. The key is the env value OPENAI_API_KEY.
function "@NAME@" {
  description = "Ask a chat model one question"

  input {
    text prompt filters=trim|min:1 {
      description = "What the model is asked"
    }

    text model?="gpt-4o-mini" filters=trim {
      description = "The model that answers"
    }

    int max_tokens?=500 filters=min:1|max:4096 {
      description = "How long the answer may be, in tokens"
    }
  }

  stack {
    api.request {
      url = "https://api.openai.com/v1/chat/completions"
      method = "POST"
      params = {
        model     : $input.model
        max_tokens: $input.max_tokens
        messages  : [{role: "user", content: $input.prompt}]
      }

      headers = [
        "Content-Type: application/json"
        "Authorization: Bearer " ~ $env.OPENAI_API_KEY
      ]

      timeout = 60
    } as $api

    // A status of any kind is an answer; OpenAI says in the body what is wrong.
    precondition ($api.response.status == 200) {
      error = $api.response.result
        |get:"error.message":"OpenAI gave no answer"
      payload = $api.response.result
    }

    var $answer {
      value = $api.response.result
        |get:"choices.0.message.content":""
    }
  }

  response = {
    answer: $answer|trim
    model : $api.response.result|get:"model":$input.model
    tokens: $api.response.result|get:"usage.total_tokens":null
  }
}
