using DreamStack.Cli.Results;
using DreamStack.Cli.Terminal;

namespace DreamStack.Cli.Prove;

/// <summary>A proof under way: keeps what is finished, on disk too, and says how far it is.</summary>
internal sealed class ProofRun
{
    private readonly IProof _proof;
    private readonly string _output;
    private readonly TextWriter _progress;
    private readonly StatusLine _status;

    private ProofRun(IProof proof, string output, ProofRecord record, TimeProvider time, TextWriter progress)
    {
        _proof = proof;
        _output = output;
        _progress = progress;
        _status = StatusLine.OnError();
        Record = record;
        Time = time;
    }

    public ProofRecord Record { get; }

    public TimeProvider Time { get; }

    /// <summary>The result as Markdown, as far as it has come.</summary>
    public string Report => ProofReport.Write(_proof, Record);

    private string Parts => Path.ChangeExtension(_output, ".json");

    /// <summary>Runs a proof to its end; gives whether every claim holds.</summary>
    public static async Task<bool> RunAsync(
        IProof proof, ProofOutput output, TimeProvider time, TextWriter result, TextWriter progress, CancellationToken cancellation)
    {
        if (proof.Missing is { } missing) throw new FailedException($"ds prove {proof.Name} cannot run here: {missing}");
        string file = output.FileOf(proof.Name);
        ProofRecord? old = output.Resume ? ProofRecord.Read(Path.ChangeExtension(file, ".json")) : null;
        if (old is not null && old.Command != proof.Command)
        {
            throw new FailedException($"The parts beside {file} were made by `{old.Command}`: go on with that, or leave --resume out.", ExitCode.Usage);
        }

        ProofRun run = new(proof, file, old ?? new ProofRecord { Command = proof.Command }, time, progress);
        string fact = MachineFacts.Describe(time);
        if (!run.Record.Facts.Contains(fact)) run.Record.Facts.Add(fact);
        using (run._status) await proof.RunAsync(run, cancellation);
        run.Save();
        await result.WriteAsync(run.Report);
        await progress.WriteLineAsync($"Written to {file}.");
        return proof.Judge(run.Record).All(claim => claim.Holds != false);
    }

    /// <summary>Keeps a finished part, in place of an older one of its name, and writes the result anew.</summary>
    public void Put(ProofPart part)
    {
        Record.Put(part);
        Save();
    }

    /// <summary>What begins now; stays in a log.</summary>
    public void Begin(string text)
    {
        _status.Dispose();
        _progress.WriteLine(text);
    }

    /// <summary>How far it is; overwritten by the next.</summary>
    public void Show(string text) => _status.Show(text);

    private void Save()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_output)!);
        Record.Write(Parts);
        File.WriteAllText(_output, Report);
    }
}
