function "roman_write" {
  input {
    int number filters=min:1|max:3999
  }

  stack {
    var $steps {
      value = [
        [1000, "M"], [900, "CM"], [500, "D"], [400, "CD"]
        [100, "C"], [90, "XC"], [50, "L"], [40, "XL"]
        [10, "X"], [9, "IX"], [5, "V"], [4, "IV"], [1, "I"]
      ]
    }

    var $rest { value = $input.number }
    var $text { value = "" }

    foreach ($steps) {
      each as $step {
        while ($rest >= $step[0]) {
          each {
            text.append $text { value = $step[1] }
            math.sub $rest { value = $step[0] }
          }
        }
      }
    }
  }

  response = $text
}
