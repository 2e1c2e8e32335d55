function "autocomplete" {
  input {
    text[] words filters=trim|lower
    text prefix filters=trim|lower
    int limit?=10 filters=min:1
  }

  stack {
    // Every node is an object of its letters; the key "end" marks the end of a word
    var $trie { value = {} }

    foreach ($input.words) {
      each as $word {
        var $path { value = ($word|split:"")|join:"." }
        var.update $trie {
          value = $trie|set:($path ~ ".end"):true
        }
      }
    }

    var $node { value = $trie|get:($input.prefix|split:""|join:".") }

    conditional {
      if ($node == null) {
        var $matches { value = [] }
      }
      else {
        function.run "words_below" {
          input = { node: $node, prefix: $input.prefix }
        } as $matches
      }
    }
  }

  response = {
    matches: $matches|slice:0:$input.limit
    more: ($matches|count) > $input.limit
    letters: $trie|keys|sort
  }
}
