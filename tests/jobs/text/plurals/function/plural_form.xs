// The rules of Unicode's CLDR for cardinal numbers
function "plural_form" {
  input {
    text locale
    int count
  }

  stack {
    var $n { value = $input.count|abs }

    switch ($input.locale) {
      case ("ja") {
        return { value = "other" }
      } break

      case ("fr") {
        return { value = $n < 2 ? "one" : "other" }
      } break

      case ("pl") {
        var $ends { value = $n % 10 }
        var $teens { value = $n % 100 }

        conditional {
          if ($n == 1) {
            return { value = "one" }
          }
          elseif ($ends >= 2 && $ends <= 4 && !($teens >= 12 && $teens <= 14)) {
            return { value = "few" }
          }
        }

        return { value = "many" }
      } break
    }
  }

  response = $n == 1 ? "one" : "other"
}
