// Caesar's and Vigenère's ciphers; what is no letter of the alphabet stays as it is.
function "cipher" {
  input {
    enum kind { values = ["caesar", "vigenere"] }
    text text
    text key filters=trim|upper
    bool decode?=false
  }

  stack {
    var $alphabet { value = "ABCDEFGHIJKLMNOPQRSTUVWXYZ" }

    // The key as a list of shifts that is gone through again and again
    conditional {
      if ($input.kind == "caesar") {
        precondition ("/^-?\d+$/"|regex_matches:$input.key) {
          error_type = "inputerror"
          error = "The key of caesar is a number"
        }

        var $shifts { value = [$input.key|to_int] }
      }
      else {
        precondition ("/^[A-Z]+$/"|regex_matches:$input.key) {
          error_type = "inputerror"
          error = "The key of vigenere is a word"
        }

        var $shifts { value = $input.key|split:""|map:($alphabet|index:$$) }
      }
    }

    var $out { value = "" }
    var $used { value = 0 }

    foreach ($input.text|split:"") {
      each as $char {
        var $at { value = $alphabet|iindex:$char }

        conditional {
          if ($at === false) {
            text.append $out { value = $char }
            continue
          }
        }

        var $shift { value = $shifts[$used % ($shifts|count)] }
        math.add $used { value = 1 }
        var $to { value = ($at + ($input.decode ? 0 - $shift : $shift)) % 26 }

        // The rest keeps the sign of the dividend
        conditional {
          if ($to < 0) {
            math.add $to { value = 26 }
          }
        }

        var $letter { value = $alphabet|substr:$to:1 }
        text.append $out { value = $char == ($char|to_upper) ? $letter : ($letter|to_lower) }
      }
    }
  }

  response = $out
}
