// Tells the bench what is done on the page, and changes the page as its address asks.
const asked = new URLSearchParams(location.search)
// Requests may overtake each other: the number says which was told first.
let telling = 0
const tell = what => navigator.sendBeacon(`/told?visit=${asked.get('visit')}&number=${telling++}`, what)
const named = e => (e.dataset.name || e.textContent || e.id).trim()
document.documentElement.className = asked.get('font') || ''
document.addEventListener('click', event => {
  const pressed = event.target.closest('button, a')
  if (pressed && !pressed.disabled) tell('press ' + named(pressed))
}, true)
document.addEventListener('change', event => {
  const field = event.target
  const value = field.type === 'checkbox' ? (field.checked ? 'on' : 'off') : field.value
  tell('set ' + (field.dataset.name || field.id) + '=' + (field.type === 'password' ? '*' : value))
}, true)
const field = id => document.getElementById(id)
// Rows in another order, the same each time.
const shuffled = rows => asked.get('order') ? rows.map((row, i) => [(i * 7 + 3) % rows.length, row]).sort((a, b) => a[0] - b[0]).map(p => p[1]) : rows
// twist=gone:buy makes what has data-twist="buy" something else: gone, disabled, twice there, or a look-alike.
function twist() {
  const [how, which] = (asked.get('twist') || '').split(':')
  const target = which && document.querySelector(`[data-twist="${which}"]`)
  if (!target) return
  const box = target.closest('.twisted') || target
  const all = [target, ...target.querySelectorAll('button, input, select')].filter(e => 'disabled' in e)
  if (how === 'gone') box.remove()
  if (how === 'disabled') all.forEach(e => { e.disabled = true })
  if (how === 'twice') {
    const copy = box.cloneNode(true)
    for (const e of [copy, ...copy.querySelectorAll('*')]) {
      if (e.matches('button, input, select')) e.dataset.name = 'copy of ' + named(e)
      e.removeAttribute('id')
    }
    box.after(copy)
  }
  if (how === 'alike') {
    const said = document.createTreeWalker(box, NodeFilter.SHOW_TEXT)
    for (let node = said.nextNode(); node; node = said.nextNode())
      if (node.textContent.includes(target.dataset.real)) {
        node.textContent = node.textContent.replace(target.dataset.real, target.dataset.alike)
        break
      }
    all.forEach(e => { e.dataset.name = 'look-alike ' + target.dataset.alike })
  }
}
