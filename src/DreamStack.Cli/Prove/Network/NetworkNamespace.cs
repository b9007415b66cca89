using System.Globalization;
using System.Runtime.InteropServices;

namespace DreamStack.Cli.Prove.Network;

/// <summary>A network of its own on this machine, which goes when this does.</summary>
internal sealed partial class NetworkNamespace : IDisposable
{
    private const string Folder = "/run/netns";
    private const string Prefix = "ds-prove-";
    private const int NetworkKind = 0x4000_0000;
    private bool _gone;

    private NetworkNamespace(string name) => Name = name;

    public string Name { get; }

    /// <summary>What a program enters it by.</summary>
    public string Path => $"{Folder}/{Name}";

    /// <summary>Makes one; its name tells which process it belongs to.</summary>
    public static NetworkNamespace Create(string what)
    {
        RemoveLeftovers();
        NetworkNamespace made = new($"{Prefix}{Environment.ProcessId}-{what}");
        SystemTool.Run("ip", "netns", "add", made.Name);
        try
        {
            made.Ip("link", "set", "lo", "up");
            return made;
        }
        catch
        {
            made.Dispose();
            throw;
        }
    }

    /// <summary>Removes what runs that were killed have left behind.</summary>
    public static void RemoveLeftovers()
    {
        if (!Directory.Exists(Folder)) return;
        foreach (string name in Directory.EnumerateFiles(Folder, Prefix + "*").Select(file => System.IO.Path.GetFileName(file)))
        {
            string owner = name[Prefix.Length..].Split('-')[0];
            bool lives = int.TryParse(owner, NumberStyles.None, CultureInfo.InvariantCulture, out int process)
                && Directory.Exists($"/proc/{process}");
            if (!lives) SystemTool.Works("ip", "netns", "del", name);
        }
    }

    /// <summary>Runs `ip` in it.</summary>
    public void Ip(params string[] arguments) => SystemTool.Run("ip", ["-n", Name, .. arguments]);

    /// <summary>Does something on a thread of its own that is in there: a socket made so stays there, whoever uses it.</summary>
    public T Run<T>(Func<T> action)
    {
        T? result = default;
        Exception? failure = null;
        // The thread ends inside: it never comes back to the pool, where others would find themselves in another network.
        Thread thread = new(() =>
        {
            try
            {
                Enter();
                result = action();
            }
            catch (Exception error) when (error is not OutOfMemoryException)
            {
                failure = error;
            }
        }) { IsBackground = true, Name = $"in {Name}" };
        thread.Start();
        thread.Join();
        if (failure is not null) System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
        return result!;
    }

    public void Dispose()
    {
        if (_gone) return;
        _gone = true;
        SystemTool.Works("ip", "netns", "del", Name);
    }

    private void Enter()
    {
        using Microsoft.Win32.SafeHandles.SafeFileHandle file = File.OpenHandle(Path);
        if (SetNamespace((int)file.DangerousGetHandle(), NetworkKind) != 0)
        {
            throw new FailedException($"{Name} cannot be entered (error {Marshal.GetLastPInvokeError()}).");
        }
    }

    [LibraryImport("libc", EntryPoint = "setns", SetLastError = true)]
    private static partial int SetNamespace(int file, int kind);
}
