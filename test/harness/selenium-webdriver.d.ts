/** The part of selenium-webdriver that the tests use; the package has no types. */
declare module 'selenium-webdriver' {
  export class Capabilities {
    constructor(capabilities: Readonly<Record<string, unknown>>);
    get(name: string): unknown;
  }
  export class WebDriver {
    quit(): Promise<void>;
  }
  export class Builder {
    usingServer(address: string): this;
    withCapabilities(capabilities: Capabilities): this;
    build(): Promise<WebDriver>;
  }
}
