using CsCheck;
using DreamStack.App.Signals;
using Xunit;

namespace DreamStack.Tests.App.Signals;

/// <summary>Random graphs with conditional reads, written in random batches, against recomputing everything.</summary>
public sealed class RandomGraphTests
{
    [Fact]
    public void Any_graph_holds_the_values_that_recomputing_gives_and_runs_nothing_twice() =>
        Gen.Int[0, int.MaxValue].Sample(seed => Check(new Random(seed)), iter: 400);

    private static void Check(Random random)
    {
        Model model = new(random);
        var lastSeen = new int[model.Watched.Length];
        int[] effectRuns = new int[model.Watched.Length];
        using var scope = new Scope();
        scope.Run(() =>
        {
            for (int w = 0; w < model.Watched.Length; w++)
            {
                int index = w;
                _ = new Effect(() =>
                {
                    lastSeen[index] = model.Nodes[model.Watched[index]].Value;
                    effectRuns[index]++;
                });
            }
        });
        for (int round = 0; round < 20; round++)
        {
            int[] before = model.Recompute();
            Array.Clear(model.Runs);
            Array.Clear(effectRuns);
            using (Batch.Open())
            {
                foreach (Signal<int> signal in model.Signals)
                {
                    signal.Set(random.Next(2) == 0 ? signal.Peek() : random.Next(4));
                }
            }

            int[] expected = model.Recompute();
            for (int w = 0; w < model.Watched.Length; w++)
            {
                int node = model.Watched[w];
                Assert.Equal(expected[node], lastSeen[w]);
                Assert.Equal(expected[node] == before[node] ? 0 : 1, effectRuns[w]);
            }

            if (random.Next(3) == 0)
            {
                int any = random.Next(model.Nodes.Length);
                Assert.Equal(expected[any], model.Nodes[any].Value);
            }

            Assert.All(model.Runs, runs => Assert.InRange(runs, 0, 1));
        }
    }

    private sealed class Model
    {
        private readonly (int A, int B, int C)[] _inputs;

        public Model(Random random)
        {
            Signals = [.. Enumerable.Range(0, random.Next(1, 6)).Select(_ => new Signal<int>(random.Next(4)))];
            int computeds = random.Next(1, 15);
            Nodes = new ReadableSignal<int>[Signals.Length + computeds];
            Signals.CopyTo(Nodes, 0);
            _inputs = new (int, int, int)[Nodes.Length];
            Runs = new int[Nodes.Length];
            for (int i = Signals.Length; i < Nodes.Length; i++)
            {
                int self = i;
                _inputs[i] = (random.Next(i), random.Next(i), random.Next(i));
                Nodes[i] = new Computed<int>(() =>
                {
                    Runs[self]++;
                    return Combine(_inputs[self], node => Nodes[node].Value);
                });
            }

            Watched = [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => random.Next(Nodes.Length))];
        }

        public Signal<int>[] Signals { get; }

        public ReadableSignal<int>[] Nodes { get; }

        public int[] Watched { get; }

        public int[] Runs { get; }

        public int[] Recompute()
        {
            var values = new int[Nodes.Length];
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = i < Signals.Length ? Signals[i].Peek() : Combine(_inputs[i], node => values[node]);
            }

            return values;
        }

        private static int Combine((int A, int B, int C) inputs, Func<int, int> read) =>
            read(inputs.A) % 2 == 0 ? (read(inputs.B) + 1) % 5 : read(inputs.C) + read(inputs.B);
    }
}
