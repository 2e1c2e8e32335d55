run.job "Permutations" {
  main = { name: "arrangements", input: { items: ["a", "b", "c"] } }
}
---
function "arrangements" {
  input {
    json items
    bool distinct?=false
  }

  stack {
    precondition (($input.items|count) <= 6) {
      error_type = "inputerror"
      error = `"Six things can be arranged, not " ~ ($input.items|count)`
    }

    function.run "permute" {
      input = { items: $input.items }
    } as $all

    conditional {
      if ($input.distinct) {
        // unique compares loosely, so lists are compared by their JSON
        var $all { value = $all|map:($$|json_encode)|unique|map:($$|json_decode) }
      }
    }
  }

  response = { count: $all|count, all: $all }
}
---
function "permute" {
  input {
    json items
  }

  stack {
    conditional {
      if (($input.items|count) == 0) {
        return { value = [[]] }
      }
    }

    var $result { value = [] }

    for ($input.items|count) {
      each as $at {
        var $rest { value = ($input.items|slice:0:$at)|merge:($input.items|slice:($at + 1)) }

        function.run "permute" {
          input = { items: $rest }
        } as $tails

        foreach ($tails) {
          each as $tail {
            array.push $result { value = $tail|unshift:$input.items[$at] }
          }
        }
      }
    }
  }

  response = $result
}
