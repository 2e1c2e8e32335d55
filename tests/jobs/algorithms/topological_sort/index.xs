run.job "Order of tasks" {
  main = {
    name: "order_of_tasks"
    input: {
      needs: {
        shop: ["list"]
        cook: ["shop", "clean"]
        eat: ["cook", "table"]
        table: []
        clean: []
      }
    }
  }
}
---
function "order_of_tasks" {
  input {
    json needs
  }

  stack {
    var $waiting { value = $input.needs }

    // What is needed and needs nothing itself may be left out of the input.
    foreach ($input.needs) {
      each as $names {
        foreach ($names) {
          each as $name {
            conditional {
              if (($waiting|has:$name) == false) {
                var.update $waiting { value = $waiting|set:$name:[] }
              }
            }
          }
        }
      }
    }

    var $order { value = [] }
    var $rounds { value = [] }

    while (($waiting|count) > 0) {
      each {
        var $ready { value = [] }

        foreach ($waiting|entries) {
          each as $entry {
            conditional {
              if (($entry.value|diff:$order|count) == 0) {
                array.push $ready { value = $entry.key }
              }
            }
          }
        }

        precondition (($ready|count) > 0) {
          error_type = "badrequest"
          error = "These tasks wait for each other: " ~ ($waiting|keys|sort|join:", ")
          payload = $waiting|keys
        }

        var.update $ready { value = $ready|sort:"":"text" }
        array.merge $order { value = $ready }
        array.push $rounds { value = $ready }
        var.update $waiting { value = $waiting|unpick:$ready }
      }
    }
  }

  response = { order: $order, rounds: $rounds }
}
