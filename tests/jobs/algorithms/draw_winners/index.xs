run.job "Draw winners" {
  main = {
    name: "draw_winners"
    input: {
      tickets: { ada: 3, bob: 1, cy: 0, dee: 5 }
      prizes: 2
    }
  }
}
---
// Every ticket has the same chance, and nobody wins twice.
function "draw_winners" {
  input {
    json tickets
    int prizes filters=min:1
  }

  stack {
    var $pot { value = [] }

    foreach ($input.tickets|entries) {
      each as $holder {
        for ($holder.value) {
          each as $ticket {
            array.push $pot { value = $holder.key }
          }
        }
      }
    }

    var $winners { value = [] }

    while (($winners|count) < $input.prizes && $pot != []) {
      each {
        security.random_number {
          min = 0
          max = ($pot|count) - 1
        } as $drawn

        array.push $winners { value = $pot[$drawn] }
        var.update $pot { value = $pot|remove:($winners|last) }
      }
    }

    var $losers { value = $input.tickets|keys|diff:$winners|shuffle }
  }

  response = {
    drawn: $winners|count
    twice: ($winners|unique|count) < ($winners|count)
    strangers: $winners|diff:($input.tickets|keys)
    without_ticket: $winners|contains:"cy"
    everybody: $winners|merge:$losers|sort:"":"text"
  }
}
