"""A headless Chromium, driven over its own pipe (Chrome DevTools Protocol), with no library but Python's.

    with Browser() as browser:
        page = browser.open('/tmp/page.html', '#firm=m0123', phone=True)
        page.value('document.title')

The browser has no network.  page.asked lists what a page asked for beyond its own file; page.errors what the console
and uncaught errors said.
"""
import json
import os
import shutil
import subprocess
import tempfile
import time
from urllib.parse import quote

KEYS = {'Tab': 9, 'Enter': 13, 'ArrowLeft': 37, 'ArrowRight': 39, '/': 191}


def find_chromium():
    return os.environ.get('CHROMIUM') or shutil.which('chromium') or shutil.which('chromium-browser')


class Browser:
    def __init__(self, *more):
        self.folder = tempfile.mkdtemp(prefix='miit-browser.')
        to_browser, self.to = os.pipe()
        self.answers, from_browser = os.pipe()
        self.waiting, self.events, self.last = b'', [], 0
        # The protocol's pipes are 3 and 4; nothing of the browser's chatter matters.
        self.process = subprocess.Popen(
            ['/bin/sh', '-c', 'exec 3<&%d 4>&%d; exec "$@"' % (to_browser, from_browser), 'sh', find_chromium(),
             '--headless=new', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--hide-scrollbars',
             '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
             '--enable-precise-memory-info', '--js-flags=--expose-gc', '--remote-debugging-pipe',
             '--user-data-dir=' + self.folder, *more, 'about:blank'],
            pass_fds=(to_browser, from_browser), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            stdin=subprocess.DEVNULL)
        os.close(to_browser)
        os.close(from_browser)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        try:
            self.call('Browser.close')
            self.process.wait(10)
        except (RuntimeError, OSError, subprocess.TimeoutExpired):
            self.process.kill()
            self.process.wait()
        os.close(self.to)
        os.close(self.answers)
        shutil.rmtree(self.folder, ignore_errors=True)

    def read(self):
        """The next message."""
        while b'\0' not in self.waiting:
            got = os.read(self.answers, 1 << 20)
            if not got:
                raise RuntimeError('the browser has ended')
            self.waiting += got
        message, self.waiting = self.waiting.split(b'\0', 1)
        return json.loads(message)

    def call(self, method, session=None, **parameters):
        self.last += 1
        message = {'id': self.last, 'method': method, 'params': parameters}
        if session:
            message['sessionId'] = session
        data = json.dumps(message).encode() + b'\0'
        while data:
            data = data[os.write(self.to, data):]
        while True:
            answer = self.read()
            if answer.get('id') == self.last:
                if 'error' in answer:
                    raise RuntimeError('%s: %s' % (method, answer['error']))
                return answer['result']
            self.events.append(answer)

    def open(self, path, place='', **options):
        return Page(self, path, place, **options)


class Page:
    """options: width, height, phone, language, dark, script (run before any of the page's own)."""

    def __init__(self, browser, path, place, width=1280, height=900, phone=False, language='en-GB', dark=False,
                 script=None, bypass=False):
        self.browser, self.address = browser, 'file://' + quote(os.path.abspath(path))
        self.errors, self.asked = [], []
        target = browser.call('Target.createTarget', url='about:blank')['targetId']
        self.session = browser.call('Target.attachToTarget', targetId=target, flatten=True)['sessionId']
        for domain in 'Page', 'Runtime', 'Network', 'Log':
            self.call(domain + '.enable')
        if bypass:
            self.call('Page.setBypassCSP', enabled=True)
        self.call('Network.emulateNetworkConditions', offline=True, latency=0, downloadThroughput=-1,
                  uploadThroughput=-1)
        if phone:
            width, height = 390, 844
            self.call('Emulation.setTouchEmulationEnabled', enabled=True)
        self.call('Emulation.setDeviceMetricsOverride', width=width, height=height, mobile=phone,
                  deviceScaleFactor=2 if phone else 1)
        self.call('Emulation.setLocaleOverride', locale=language.replace('-', '_'))
        agent = browser.call('Browser.getVersion')['userAgent']
        self.call('Emulation.setUserAgentOverride', userAgent=agent, acceptLanguage=language)
        self.media(dark=dark)
        if script:
            self.call('Page.addScriptToEvaluateOnNewDocument', source=script)
        self.call('Page.navigate', url=self.address + place)
        self.wait('document.querySelector("main h1")')

    def call(self, method, **parameters):
        result = self.browser.call(method, self.session, **parameters)
        self.note()
        return result

    def note(self):
        """Sorts what the browser said in between."""
        for e in self.browser.events:
            if e.get('sessionId') != self.session:
                continue
            p = e['params']
            if e['method'] == 'Network.requestWillBeSent' and p['request']['url'].split('#')[0] != self.address:
                self.asked.append(p['request']['url'])
            elif e['method'] == 'Runtime.exceptionThrown':
                self.errors.append(str(p['exceptionDetails'].get('exception', {}).get('description', p)))
            elif e['method'] == 'Runtime.consoleAPICalled' and p['type'] in ('error', 'warning', 'assert'):
                self.errors.append(str([a.get('value', a.get('description')) for a in p['args']]))
            elif e['method'] == 'Log.entryAdded' and p['entry']['level'] in ('error', 'warning'):
                self.errors.append(p['entry']['text'])
        self.browser.events.clear()

    def value(self, expression):
        """What an expression of JavaScript gives, awaited."""
        r = self.call('Runtime.evaluate', expression=expression, returnByValue=True, awaitPromise=True)
        if 'exceptionDetails' in r:
            raise RuntimeError('%s: %s' % (expression[:200], r['exceptionDetails'].get('exception', {}).get('description')))
        return r['result'].get('value')

    def wait(self, expression, seconds=60):
        end = time.monotonic() + seconds
        while not self.value('Boolean(%s)' % expression):
            if time.monotonic() > end:
                raise RuntimeError('never came: %s; errors: %s' % (expression, self.errors))
            time.sleep(0.02)

    def go(self, place, expression='true'):
        """Follows a link inside the page, then waits."""
        self.value('location.hash = %s; new Promise(r => setTimeout(r, 0))' % json.dumps(place))
        self.wait(expression)

    def text(self, selector):
        return self.value('document.querySelector(%s)?.innerText ?? null' % json.dumps(selector))

    def texts(self, selector):
        return self.value('Array.from(document.querySelectorAll(%s), e => e.innerText)' % json.dumps(selector))

    def click(self, selector):
        """With the mouse, in the middle of what is seen."""
        box = self.value('''(e => { e.scrollIntoView({block: "center"}); const b = e.getBoundingClientRect();
            return [b.x + b.width / 2, b.y + b.height / 2]; })(document.querySelector(%s))''' % json.dumps(selector))
        for kind in 'mousePressed', 'mouseReleased':
            self.call('Input.dispatchMouseEvent', type=kind, x=box[0], y=box[1], button='left', clickCount=1)

    def type(self, text):
        self.call('Input.insertText', text=text)

    def key(self, key):
        for kind in 'keyDown', 'keyUp':
            more = {'text': key} if len(key) == 1 and kind == 'keyDown' else {}
            self.call('Input.dispatchKeyEvent', type=kind, key=key, code=key, windowsVirtualKeyCode=KEYS[key], **more)

    def media(self, dark=False, kind=''):
        self.call('Emulation.setEmulatedMedia', media=kind, features=[
            {'name': 'prefers-color-scheme', 'value': 'dark' if dark else 'light'}])

    def close(self):
        self.note()
        self.browser.call('Target.closeTarget', targetId=self.browser.call(
            'Target.getTargetInfo', self.session)['targetInfo']['targetId'])
