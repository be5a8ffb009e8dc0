import { chromium } from '@playwright/test';
const b = await chromium.launch({ executablePath:'/usr/bin/chromium', args:['--no-sandbox','--enable-unsafe-webgpu','--use-webgpu-adapter=swiftshader','--enable-unsafe-swiftshader'] });
for (const [w,h] of [[1440,900],[390,844]]) for (const [locale,scheme] of [['en','light'],['ru','dark']]) {
  for (const js of [true,false]) {
    const c = await b.newContext({ viewport:{width:w,height:h}, locale, colorScheme:scheme });
    const p = await c.newPage();
    // Without the page's program only what stands in the HTML is seen.
    if (!js) await p.route(/assets\/.*\.js$/, r => r.abort());
    await p.goto('http://localhost:4739/'); await p.waitForTimeout(js ? 5000 : 1000);
    await p.screenshot({ path:`/tmp/w/fl-shot-${process.argv[2]}-${w}-${locale}-${js?'page':'first'}.png` });
    await c.close();
  }
}
await b.close();
