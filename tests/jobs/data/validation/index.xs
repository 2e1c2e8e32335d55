run.job "Validate records" {
  main = {
    name: "validate"
    input: {
      records: [
        { email: "ada@example.org", age: 36, role: "admin" }
        { email: "nobody", age: 200 }
        { age: "old", role: "king" }
      ]
    }
  }
}
---
// Collects every fault of every record instead of stopping at the first.
function "validate" {
  input {
    json records
    bool strict?=false
  }

  stack {
    var $rules {
      value = [
        { field: "email", rule: "required" }
        { field: "email", rule: "pattern", value: "/^[^@\s]+@[^@\s]+\.[a-z]{2,}$/i", say: "is no address" }
        { field: "age", rule: "number" }
        { field: "age", rule: "between", value: [0, 150] }
        { field: "role", rule: "one_of", value: ["admin", "user"] }
      ]
    }

    var $valid { value = [] }
    var $faults { value = [] }

    foreach ($input.records) {
      each as $record {
        var $own { value = [] }

        foreach ($rules) {
          each as $rule {
            function.run "broken_rule" {
              input = { value: $record|get:$rule.field, rule: $rule }
            } as $fault

            conditional {
              if ($fault !== null) {
                array.push $own { value = $rule.field ~ " " ~ $fault }
              }
            }
          }
        }

        conditional {
          if ($own|is_empty) {
            array.push $valid { value = $record }
          }
          else {
            array.push $faults { value = { index: ($valid|count) + ($faults|count), faults: $own } }
          }
        }
      }
    }

    precondition (!($input.strict && ($faults|count) > 0)) {
      error_type = "inputerror"
      error = ($faults|count) ~ " of " ~ ($input.records|count) ~ " records are wrong"
      payload = $faults
    }
  }

  response = { valid: $valid, faults: $faults }
}
---
// What is wrong with a value, or null.
function "broken_rule" {
  input {
    json? value
    json rule
  }

  stack {
    var $value { value = $input.value }

    // Only `required` minds a value that is not there
    conditional {
      if ($value === null || $value === "") {
        return { value = $input.rule.rule == "required" ? "is missing" : null }
      }
    }

    switch ($input.rule.rule) {
      case ("pattern") {
        conditional {
          if (!($input.rule.value|regex_matches:$value)) {
            return { value = $input.rule.say }
          }
        }
      } break

      case ("number") {
        conditional {
          if (($value|is_int) == false && ($value|is_decimal) == false) {
            return { value = "is no number" }
          }
        }
      } break

      case ("between") {
        conditional {
          if ((($value|is_int) || ($value|is_decimal)) && ($value < $input.rule.value[0] || $value > $input.rule.value[1])) {
            return { value = `"is not between " ~ $input.rule.value[0] ~ " and " ~ $input.rule.value[1]` }
          }
        }
      } break

      case ("one_of") {
        conditional {
          if ($value not in $input.rule.value) {
            return { value = "is none of " ~ ($input.rule.value|join:", ") }
          }
        }
      } break
    }
  }

  response = null
}
