using System.Buffers;

namespace DreamStack.App.Hosting;

/// <summary>An app of which what moves travels as binary records, beside its signals: <see cref="IApp.Draw"/> reads both and nothing else.</summary>
public interface ITableApp : IApp
{
    /// <summary>
    /// Writes the body of a SignalTable with the records that have changed since they were last written, or with all; false, and
    /// nothing is written, when there is none.
    /// </summary>
    bool WriteTable(IBufferWriter<byte> output, bool whole);

    /// <summary>Takes the records of a SignalTable's body; false, and none is taken, when they are not this app's.</summary>
    bool ApplyTable(ReadOnlySpan<byte> body);
}
