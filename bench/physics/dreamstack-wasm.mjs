// Our own engine as WebAssembly: the goldens' program, with its arguments.
import { dotnet } from '../../artifacts/publish/DreamStack.Physics.Goldens.Wasm/release/wwwroot/_framework/dotnet.js';
import { end, words } from './host.mjs';

const { runMain } = await dotnet.create();
end(await runMain('DreamStack.Physics.Goldens.Wasm', words));
