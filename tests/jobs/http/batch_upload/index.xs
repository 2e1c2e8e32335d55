run.job "Import contacts in batches" {
  main = {
    name: "import"
    input: {
      url: "https://crm.test/batch"
      contacts: [{ id: 1 }, { id: 2 }, { id: 3 }, { id: 4 }, { id: 5 }]
      size: 2
    }
  }
}
---
// Sends batches; one that is refused as a whole is halved until the bad contact stands alone.
function "import" {
  input {
    text url
    json contacts
    int size?=100 filters=min:1
  }

  stack {
    var $outcome { value = { sent: [], failed: [], requests: 0 } }
    var $queue { value = [] }
    var $at { value = 0 }

    while ($at < ($input.contacts|count)) {
      each {
        array.push $queue { value = $input.contacts|slice:$at:$input.size }
        math.add $at { value = $input.size }
      }
    }

    while (($queue|count) > 0) {
      each {
        array.shift $queue as $batch

        api.request {
          url = $input.url
          method = "POST"
          params = { contacts: $batch }
        } as $r

        math.add $outcome.requests { value = 1 }

        switch ($r.response.status) {
          case (200) {
            array.merge $outcome.sent { value = $batch|map:$$.id }
          } break

          // Some went through; the answer tells which did not
          case (207) {
            foreach ($r.response.result.results) {
              each as $line {
                conditional {
                  if ($line.status < 300) {
                    array.push $outcome.sent { value = $line.id }
                  }
                  else {
                    array.push $outcome.failed { value = { id: $line.id, error: $line.error } }
                  }
                }
              }
            }
          } break

          case (400) {
          }

          case (422) {
            conditional {
              if (($batch|count) == 1) {
                array.push $outcome.failed {
                  value = { id: $batch[0].id, error: $r.response.result|get:"error":"refused" }
                }
              }
              else {
                var $half { value = (($batch|count) / 2)|ceil }
                array.unshift $queue { value = $batch|slice:$half }
                array.unshift $queue { value = $batch|slice:0:$half }
              }
            }
          } break

          default {
            throw {
              name = "import_stopped"
              value = {
                status: $r.response.status
                sent: $outcome.sent
                left: $queue|count
              }
            }
          }
        }
      }
    }
  }

  response = $outcome
}
