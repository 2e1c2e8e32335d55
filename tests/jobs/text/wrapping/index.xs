run.job "Wrap paragraphs" {
  main = {
    name: "wrap"
    input: { text: "The quick brown fox jumps over the lazy dog.", width: 16 }
  }
}
---
function "wrap" {
  input {
    text text
    int width?=72 filters=min:4
    text indent?
    bool justify?
  }

  stack {
    var $paragraphs { value = "/\n\s*\n/"|regex_replace:"\u0001":$input.text|split:"\u0001" }
    var $wrapped { value = [] }

    foreach ($paragraphs) {
      each as $paragraph {
        var $lines { value = [] }
        var $line { value = [] }
        var $length { value = 0 }

        foreach ("/\s+/"|regex_replace:" ":($paragraph|trim)|split:" ") {
          each as $word {
            // A word that is longer than a line stands on its own
            var $needed { value = $length + ($word|strlen) + ($line|count) }

            conditional {
              if ($needed > $input.width && $line != []) {
                array.push $lines { value = $line }
                var.update $line { value = [$word] }
                var.update $length { value = $word|strlen }
              }
              else {
                array.push $line { value = $word }
                math.add $length { value = $word|strlen }
              }
            }
          }
        }

        array.push $lines { value = $line }
        var $shown { value = [] }

        foreach ($lines) {
          each as $words {
            var $is_last { value = ($shown|count) + 1 == ($lines|count) }

            conditional {
              if ($input.justify && !$is_last) {
                function.run "justify" { input = { words: $words, width: $input.width } } as $text
              }
              else {
                var $text { value = $words|join:" " }
              }
            }

            array.push $shown { value = $input.indent ~ $text }
          }
        }

        array.push $wrapped { value = $shown|join:"\n" }
      }
    }
  }

  response = $wrapped|join:"\n\n"
}
---
// Spreads blanks between words, more of them on the left.
function "justify" {
  input {
    text[1:] words
    int width
  }

  stack {
    var $gaps { value = ($input.words|count) - 1 }

    conditional {
      if ($gaps == 0) {
        return { value = $input.words|first }
      }
    }

    var $blanks { value = $input.width - ($input.words|map:($$|strlen)|sum) }
    var $text { value = $input.words|first }
    var $left { value = $gaps }

    foreach ($input.words|slice:1) {
      each as $word {
        var $size { value = ($blanks / $left)|ceil }
        var $text { value = $text ~ ((" "|fill:0:$size)|join:"") ~ $word }
        math.sub $blanks { value = $size }
        math.sub $left { value = 1 }
      }
    }
  }

  response = $text
}
