run.job "Mask personal data" {
  main = {
    name: "mask_personal_data"
    input: {
      text: "Write to ada.lovelace@example.org or call +44 20 7946 0958. Card 4111 1111 1111 1111, not 1234 5678 9012 3456."
    }
  }
}
---
function "mask_personal_data" {
  input {
    text text
    bool keep_domain?=true
  }

  stack {
    var $text { value = $input.text }
    var $found { value = { emails: 0, phones: 0, cards: 0 } }

    // Cards first: their digits look like a phone number
    var $cards { value = "/\b(?:\d[ -]?){15}\d\b/"|regex_get_all_matches:$text }

    foreach ($cards[0]) {
      each as $card {
        function.run "luhn" {
          input = { digits: "/\D/"|regex_replace:"":$card }
        } as $valid

        conditional {
          if ($valid) {
            math.add $found.cards { value = 1 }
            var.update $text { value = $text|replace:$card:("**** " ~ ($card|substr:-4)) }
          }
        }
      }
    }

    var $emails { value = "/([\w.+-]+)@([\w-]+(?:\.[\w-]+)+)/"|regex_get_all_matches:$text }
    var $i { value = 0 }

    foreach ($emails|first) {
      each as $email {
        var $domain { value = $input.keep_domain ? $emails[2][$i] : "***" }
        var $masked { value = ($emails[1][$i]|substr:0:1) ~ "***@" ~ $domain }
        var.update $text { value = $text|replace:$email:$masked }
        math.add $i { value = 1 }
      }
    }

    var.update $found.emails { value = $i }

    var $phones { value = "/\+\d[\d ]{6,}\d/"|regex_get_all_matches:$text }
    var.update $found.phones { value = $phones[0]|count }
    var $text { value = "/\+\d[\d ]{6,}(\d\d)/"|regex_replace:"+** $1":$text }
  }

  response = { text: $text, found: $found }
}
---
// The check digit of credit cards
function "luhn" {
  input {
    text digits filters=digitOk
  }

  stack {
    var $sum { value = 0 }
    var $double { value = false }

    foreach ($input.digits|split:""|reverse) {
      each as $digit {
        var $n { value = $double ? $digit * 2 : $digit }
        math.add $sum { value = $n > 9 ? $n - 9 : $n }
        var $double { value = !$double }
      }
    }
  }

  response = $sum % 10 == 0
}
