function "words_below" {
  input {
    json node
    text prefix
  }

  stack {
    var $words { value = [] }

    conditional {
      if ($input.node|has:"end") {
        array.push $words { value = $input.prefix }
      }
    }

    object.keys {
      value = $input.node|unset:"end"
    } as $letters

    foreach ($letters|sort:"":"text") {
      each as $letter {
        function.run "words_below" {
          input = { node: $input.node[$letter], prefix: $input.prefix ~ $letter }
        } as $longer

        array.merge $words { value = $longer }
      }
    }
  }

  response = $words
}
