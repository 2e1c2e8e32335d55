run.job "Sync memberships" {
  main = {
    name: "sync_members"
    input: {
      wanted: [{ mail: "ada@x.org", role: "admin" }, { mail: "bob@x.org", role: "user" }, { mail: "new@x.org" }]
      current: [{ mail: "BOB@x.org", role: "guest" }, { mail: "ada@x.org", role: "admin" }, { mail: "old@x.org", role: "user" }]
    }
  }
}
---
// What has to be added, changed and removed to get from one list to the other.
function "sync_members" {
  input {
    json wanted
    json current
  }

  stack {
    array.map ($input.current) {
      by = $this|set:"mail":($this.mail|to_lower)
    } as $current

    array.map ($input.wanted) {
      by = $this|set_ifnotempty:"role":($this|get:"role":"user")
    } as $wanted

    array.difference ($wanted) {
      value = $current
      by = $this.mail
    } as $added

    array.difference ($current) {
      value = $wanted
      by = $this.mail
    } as $removed

    array.intersection ($wanted) {
      value = $current
      by = $this.mail
    } as $kept

    array.union ($current) {
      value = $wanted
      by = $this.mail
    } as $everybody

    // Those that stay, but in another role
    var $changed { value = [] }
    foreach ($kept) {
      each as $member {
        array.find ($current) if ($this.mail == $member.mail) as $before
        var $difference { value = $member|diff_assoc:$before }

        conditional {
          if (!($difference|is_empty)) {
            array.push $changed { value = { mail: $member.mail, from: $before.role, to: $difference.role } }
          }
        }
      }
    }

    // The last admin must not go
    var $admins { value = $wanted|filter:$$.role == "admin"|map:$$.mail }
    var $safe { value = $everybody|some:($admins|contains:$$.mail) }
  }

  response = {
    add: $added|map:$$.mail
    change: $changed
    remove: $removed|map:$$.mail
    keep: ($kept|count) - ($changed|count)
    all: $everybody|map:$$.mail|sort
    safe: $safe
  }
}
