import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { Scope } from '../../lifetime/scope.js';

/** Accepts files that are dropped on an element. Main thread. */
export class DropTarget implements ReactiveController {
  /** Whether files are dragged over the element. */
  isOver = false;
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #drop: (data: DataTransfer) => void;
  /** Open while the element is connected. */
  #scope: Scope | undefined;

  /** @param drop called with dropped files or folders, in the task of the event */
  constructor(host: ReactiveControllerHost & HTMLElement, drop: (data: DataTransfer) => void) {
    this.#host = host;
    this.#drop = drop;
    host.addController(this);
  }

  hostConnected(): void {
    const host: HTMLElement = this.#host;
    this.#scope = new Scope();
    this.#scope.listen(host, 'dragover', (event) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      this.#mark(true);
    });
    this.#scope.listen(host, 'dragleave', ({ relatedTarget }) => {
      if (!host.contains(relatedTarget as Node | null)) this.#mark(false);
    });
    this.#scope.listen(host, 'drop', (event) => {
      this.#mark(false);
      if (!hasFiles(event)) return;
      event.preventDefault();
      this.#drop(event.dataTransfer!);
    });
  }

  hostDisconnected(): void {
    this.isOver = false;
    void this.#scope?.close();
  }

  #mark(isOver: boolean): void {
    if (isOver === this.isOver) return;
    this.isOver = isOver;
    this.#host.requestUpdate();
  }
}

const hasFiles = ({ dataTransfer }: DragEvent) => dataTransfer?.types.includes('Files') ?? false;
