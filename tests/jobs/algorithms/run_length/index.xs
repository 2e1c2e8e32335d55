run.job "Run-length encoding" {
  main = { name: "run_length", input: { text: "WWWBWWWWBBBA" } }
}
---
function "run_length" {
  input {
    text text
  }

  stack {
    function.run "run_length_encode" { input = { text: $input.text } } as $encoded
    function.run "run_length_decode" { input = { text: $encoded } } as $decoded

    var $ratio { value = (($encoded|strlen) / ($input.text|strlen))|round:2 }
  }

  response = { encoded: $encoded, same: $decoded === $input.text, ratio: $ratio }
}
---
function "run_length_encode" {
  input {
    text text filters=pattern:^[^0-9]*$
  }

  stack {
    var $out { value = "" }
    var $last { value = null }
    var $times { value = 0 }

    // A last round with null writes the last run out
    foreach (($input.text|split:"")|push:null) {
      each as $char {
        conditional {
          if ($char === $last) {
            math.add $times { value = 1 }
          }
          else {
            conditional {
              if ($times > 0) {
                text.append $out { value = ($times > 1 ? $times : "") ~ $last }
              }
            }

            var.update $last { value = $char }
            var.update $times { value = 1 }
          }
        }
      }
    }
  }

  response = $out
}
---
function "run_length_decode" {
  input {
    text text
  }

  stack {
    var $runs { value = "/(\d*)(\D)/u"|regex_get_all_matches:$input.text }
    var $out { value = "" }

    for ($runs[0]|count) {
      each as $i {
        var $times { value = $runs[1][$i]|first_notempty:1|to_int }
        text.append $out { value = ($runs[2][$i]|fill:0:$times)|join:"" }
      }
    }
  }

  response = $out
}
