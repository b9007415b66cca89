using System.Text.RegularExpressions;
using Xunit;

namespace DreamStack.Tests.House;

public sealed partial class LogTests
{
    [Fact]
    public void Every_log_message_has_an_event_id_that_no_other_has()
    {
        Dictionary<int, string> seen = [];
        List<string> wrong = [];
        foreach (string file in Repository.Sources(".cs").Where(file => file.StartsWith("src/", StringComparison.Ordinal)))
        {
            foreach (Match message in LogMessage().Matches(Repository.Read(file)))
            {
                int id = message.Groups["id"].Success ? int.Parse(message.Groups["id"].Value, null) : 0;
                if (id == 0 || !seen.TryAdd(id, file)) wrong.Add($"{file}: {id} ({seen.GetValueOrDefault(id, "no id")})");
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void Log_messages_live_in_files_of_their_own()
    {
        Assert.DoesNotContain(Repository.Sources(".cs"), file =>
            file.StartsWith("src/", StringComparison.Ordinal)
            && !file.EndsWith("Log.cs", StringComparison.Ordinal)
            && Repository.Read(file).Contains("[LoggerMessage(", StringComparison.Ordinal));
    }

    [GeneratedRegex(@"\[LoggerMessage\(\s*(?:EventId\s*=\s*)?(?<id>\d+)?")]
    private static partial Regex LogMessage();
}
