using DreamStack.Relay.Streams;

namespace DreamStack.Relay.Tests.Streams;

public class DriverSeatTests
{
    [Fact]
    public void The_first_drives_until_a_press_and_the_longest_waiting_takes_over()
    {
        DriverSeat seat = new();
        Assert.True(seat.Join(1));
        Assert.False(seat.Join(2));
        Assert.False(seat.Join(3));
        Assert.True(seat.Press(3));
        Assert.False(seat.Press(3));
        Assert.False(seat.Leave(1));
        Assert.True(seat.Leave(3));
        Assert.Equal(2u, seat.Driver);
        Assert.True(seat.Leave(2));
        Assert.Null(seat.Driver);
    }
}
