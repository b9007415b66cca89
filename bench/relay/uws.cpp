/* The broadcast server of ws-server.mjs on uWebSockets: what /source/x sends goes by its own publishing to everybody on
   /stream/x; what a viewer sends goes to the source, but not what the server itself is told. One thread, no bound on what
   waits for a viewer, so that nothing is lost. Prints its port; ends with its input. */
#include "App.h"
#include <cstdio>
#include <memory>
#include <string>
#include <thread>
#include <unistd.h>
#include <unordered_map>

enum : unsigned char { INPUT = 1, ACK = 0xf0, PING = 0xfe };

struct Person { std::string stream; };
using Socket = uWS::WebSocket<false, true, Person>;

static uWS::TemplatedApp<false>::WebSocketBehavior<Person> behaviour() {
    uWS::TemplatedApp<false>::WebSocketBehavior<Person> common;
    common.compression = uWS::DISABLED;
    common.maxPayloadLength = 64 * 1024 * 1024 + 16;
    common.maxBackpressure = 0;
    common.upgrade = [](auto *answer, auto *request, auto *context) {
        answer->template upgrade<Person>({std::string(request->getParameter(0))}, request->getHeader("sec-websocket-key"),
            request->getHeader("sec-websocket-protocol"), request->getHeader("sec-websocket-extensions"), context);
    };
    return common;
}

int main() {
    std::unordered_map<std::string, Socket *> sources;
    uWS::App app;

    auto source = behaviour();
    source.open = [&](Socket *socket) { sources[socket->getUserData()->stream] = socket; };
    source.message = [&](Socket *socket, std::string_view data, uWS::OpCode) {
        if (data.empty() || (unsigned char)data[0] == PING) return;
        app.publish(socket->getUserData()->stream, data, uWS::BINARY);
    };
    source.close = [&](Socket *socket, int, std::string_view) {
        auto at = sources.find(socket->getUserData()->stream);
        if (at != sources.end() && at->second == socket) sources.erase(at);
    };

    auto viewer = behaviour();
    viewer.open = [](Socket *socket) { socket->subscribe(socket->getUserData()->stream); };
    viewer.message = [&](Socket *socket, std::string_view data, uWS::OpCode) {
        unsigned char type = data.empty() ? PING : data[0];
        if (data.size() < 2 || !(data[1] & INPUT) || type == ACK || type == PING) return;
        auto at = sources.find(socket->getUserData()->stream);
        if (at != sources.end()) at->second->send(data, uWS::BINARY);
    };

    app.ws<Person>("/source/:name", std::move(source)).ws<Person>("/stream/:name", std::move(viewer));
    app.listen("127.0.0.1", 0, [](us_listen_socket_t *listener) {
        if (!listener) exit(1);
        printf("%d\n", us_socket_local_port(0, (us_socket_t *)listener));
        fflush(stdout);
    });
    std::thread([] {
        char byte;
        while (read(0, &byte, 1) > 0) { }
        _exit(0);
    }).detach();
    app.run();
}
