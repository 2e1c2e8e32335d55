// Asks an OpenAI chat model one question. The key is the env value openai_api_key.
function "openai_chat" {
  description = "Ask an OpenAI chat model one question."

  input {
    text prompt filters=trim {
      description = "What the model is asked."
    }
  
    text model?="gpt-4o-mini" filters=trim {
      description = "The model that answers."
    }
  
    decimal temperature?=0.7 filters=min:0|max:2 {
      description = "How freely it answers, from 0 (always alike) to 2."
    }
  
    int max_tokens?=500 filters=min:1|max:4096 {
      description = "How long the answer may be, in tokens."
    }
  }

  stack {
    var $api_key {
      value = $env.openai_api_key|first_notnull:""|trim
    }
  
    precondition ($api_key != "") {
      error_type = "unauthorized"
      error = "OPENAI_API_KEY is missing or empty: get a key at https://platform.openai.com/api-keys and put it into the environment or a .env file"
    }
  
    // A status of any kind is an answer. Only a request without an answer is caught here.
    try_catch {
      try {
        api.request {
          url = "https://api.openai.com/v1/chat/completions"
          method = "POST"
          params = {
            model      : $input.model
            messages   : [
              {role: "system", content: "You are a helpful assistant."}
              {role: "user", content: $input.prompt}
            ]
            temperature: $input.temperature
            max_tokens : $input.max_tokens
          }

          headers = [
            "Content-Type: application/json"
            "Authorization: Bearer " ~ $api_key
          ]

          timeout = 60
        } as $openai
      }
    
      catch {
        // xsrun says "No answer from ...", Xano says "... timed out".
        precondition ((($error.message|icontains:"no answer") || ($error.message|icontains:"timed out")) == false) {
          error = "OpenAI did not answer in time: " ~ $error.message
        }
      
        precondition (false) {
          error = "OpenAI cannot be reached: " ~ $error.message
        }
      }
    }
  
    var $status {
      value = $openai.response.status
    }
  
    var $reply {
      value = $openai.response.result
    }
  
    // An error of OpenAI's is passed on with its own message. The status decides the type.
    conditional {
      if ($status >= 400) {
        var $message {
          value = $reply|get:"error.message":""
        }
      
        conditional {
          if ((($message|is_text) == false) || ($message == "")) {
            var.update $message {
              value = "OpenAI answered with the status " ~ $status ~ " and no message"
            }
          }
        }
      
        var $failure {
          value = {
            type   : $reply|get:"error.type":null
            code   : $reply|get:"error.code":null
            status : $status
            message: $message
          }
        }
      
        precondition ($status != 400) {
          error_type = "badrequest"
          error = $message
          payload = $failure
        }
      
        precondition ($status != 401) {
          error_type = "unauthorized"
          error = $message
          payload = $failure
        }
      
        precondition ($status != 403) {
          error_type = "accessdenied"
          error = $message
          payload = $failure
        }
      
        precondition ($status != 404) {
          error_type = "notfound"
          error = $message
          payload = $failure
        }
      
        precondition ($status != 429) {
          error_type = "toomanyrequests"
          error = $message
          payload = $failure
        }
      
        precondition (false) {
          error = $message
          payload = $failure
        }
      }
    }
  
    precondition ($reply|is_object) {
      error = "OpenAI answered with something that is not a JSON object"
    }
  
    precondition (($reply|get:"choices":[]|is_empty) == false) {
      error = "OpenAI answered without any choices"
    }
  
    var $text {
      value = $reply
        |get:"choices.0.message.content":null
    }
  
    precondition (($text != null) && ($text != "")) {
      error = "OpenAI answered with an empty message"
    }
  }

  response = {
    success          : true
    response         : $text
    model            : $reply|get:"model":$input.model
    usage            : $reply|get:"usage":null
    prompt_tokens    : $reply|get:"usage.prompt_tokens":null
    completion_tokens: $reply
      |get:"usage.completion_tokens":null
    total_tokens     : $reply|get:"usage.total_tokens":null
  }
}
