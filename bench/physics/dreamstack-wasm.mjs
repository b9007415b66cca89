// Our own engine as WebAssembly: the goldens' program, with its arguments.
import { dotnet } from '../../artifacts/publish/DreamStack.Physics.Goldens.Wasm/release/wwwroot/_framework/dotnet.js';

const { runMain } = await dotnet.create();
process.exit(await runMain('DreamStack.Physics.Goldens.Wasm', process.argv.slice(2)));
