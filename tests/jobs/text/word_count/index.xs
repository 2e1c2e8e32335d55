run.job "Word count" {
  main = {
    name: "word_count"
    input: { text: "The cat and the hat. The cat's hat!", top: 3 }
  }
}
---
function "word_count" {
  input {
    text text
    int top?=10 filters=min:1
    text[] ignore?=[]
  }

  stack {
    var $matches { value = "/[\p{L}\p{N}]+(?:['’]\p{L}+)*/u"|regex_get_all_matches:($input.text|to_lower) }
    var $words { value = $matches[0]|diff:$input.ignore }
    var $counts { value = {} }

    foreach ($words) {
      each as $word {
        var.update $counts[$word] {
          value = ($counts|get:$word:0) + 1
        }
      }
    }

    // Often used words first, words used as often by the alphabet
    var $ranked {
      value = $counts|entries|sort:"key":"text"|sort:"value":"number":false
    }
  }

  response = {
    words: $words|count
    different: $counts|count
    top: $ranked|slice:0:$input.top|map:$$.key ~ " " ~ $$.value
    longest: $words|sort:"":"text"|reduce:(($$|strlen) > ($result|strlen) ? $$ : $result):""
  }
}
