<?php $console = htmlspecialchars(getenv('CONSOLE_URL') ?: 'https://console.example', ENT_QUOTES); ?>
<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Our customers</title>
    <script type="module" src="<?= $console ?>/agent-console.js"></script>
  </head>
  <body>
    <h1 id="record">Nobody is on the line</h1>
    <agent-console campaign="874100"></agent-console>
    <script type="module">
      document.querySelector('agent-console').getToken = async () => {
        const response = await fetch('agent-token.php')
        if (!response.ok) throw new Error(await response.text())
        return response.text()
      }
      document.addEventListener('agent-call', ({ call }) => {
        document.querySelector('#record').textContent = `${call.name} ${call.phoneNumber}`
      })
    </script>
  </body>
</html>
